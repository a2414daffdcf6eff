package io.granary.formats.cvat;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.xml.XmlCursor;
import io.granary.formats.xml.XmlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CVAT for images 1.1: XML files of tasks or projects, wherever they lie. */
public final class CvatFormat implements AnnotationFormat {
  static final String NAME = "cvat";

  private static final int MOST_OPENED = 20;
  private static final int MOST_SECTIONS = 10;
  private static final Set<String> SECTIONS = Set.of("meta", "image", "track");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new XmlScout(hint != null);
  }

  private static boolean isXml(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".xml");
  }

  private static final class XmlScout implements Scout {
    private final boolean isAskedFor;
    private final List<SetFile> some = new ArrayList<>();

    XmlScout(boolean isAskedFor) {
      this.isAskedFor = isAskedFor;
    }

    @Override
    public void see(SetFile file) {
      if (isXml(file.path()) && some.size() < MOST_OPENED) {
        some.add(file);
      }
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
      for (SetFile file : some) {
        if (isAskedFor || begins(files, file)) {
          return new Match(NAME, 1, file.path() + " begins as CVAT's XML does", new Reader());
        }
      }
      return Match.none(
          NAME, some.isEmpty() ? "there is no XML file" : "no XML file begins as CVAT's does");
    }

    /** Looks at the names of the first elements, and into none of them. */
    private static boolean begins(SetFiles files, SetFile file) throws IOException {
      try (XmlCursor cursor = XmlCursor.stream(files.content(file))) {
        if (!cursor.toElement(1) || !cursor.name().equals(CvatReader.ROOT)) {
          return false;
        }
        for (int i = 0; i < MOST_SECTIONS && cursor.toElement(2); i++) {
          if (SECTIONS.contains(cursor.name())) {
            return true;
          }
        }
        return false;
      } catch (XmlException _) {
        return false;
      }
    }
  }

  private static final class Reader implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isXml(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      files.read(
          file -> isXml(file.path()), (file, content) -> CvatReader.read(file, content, target));
    }
  }
}
