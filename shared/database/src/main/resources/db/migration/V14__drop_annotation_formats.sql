-- What a drop says that its annotations are to be read as; the object that says it may be gone
-- before the drop, which has to wait, is taken.
alter table drops add column annotation_format text;
