package io.granary.database.validation;

import io.granary.domain.IssueCode;

/**
 * One kind of problem and the statement that finds it.
 *
 * @param code what it is called
 * @param per what is looked at, and what its share is of
 * @param sql selects, for each occurrence, the sample (null for what is of no sample), the
 *     annotation (null likewise) and what is wrong; parameters are {@code dataset} and the {@link
 *     Threshold}s
 */
public record Check(IssueCode code, Per per, String sql) {}
