package io.granary.formats.archives;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the headers in front of a member's own say of it. */
final class Extensions {
  private @Nullable String longName;
  private @Nullable PaxHeader pax;
  private @Nullable String obstacle;

  /**
   * Takes a header.
   *
   * @return whether it is one of these; its content is read then
   */
  boolean take(TarHeader header, TarReader reader) throws IOException {
    switch (header.type()) {
      case 'L' -> {
        byte[] name = extension(header, reader);
        longName = name == null ? null : EntryName.decode(TarHeader.text(name, 0, name.length));
      }
      case 'x', 'X' -> {
        byte[] records = extension(header, reader);
        pax = records == null ? null : parse(records);
      }
      // The target of a link, and what is said of all members.
      case 'K', 'g' -> {
        reader.content(header.size());
        reader.passOver();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private byte @Nullable [] extension(TarHeader header, TarReader reader) throws IOException {
    byte[] bytes = reader.extension(header.size());
    if (bytes == null) {
      obstacle = "Its extended header has %d bytes".formatted(header.size());
    }
    return bytes;
  }

  private @Nullable PaxHeader parse(byte[] records) {
    try {
      return PaxHeader.parse(records);
    } catch (EntryCorruptException e) {
      obstacle = e.getMessage();
      return null;
    }
  }

  /** The member that its own header and these make; the reader is set to its content. */
  TarMember member(TarHeader header, long offset, TarReader reader) throws IOException {
    String name = longName == null ? header.name() : longName;
    long size = header.size();
    if (pax != null) {
      name = pax.path() == null ? name : pax.path();
      size = pax.size() < 0 ? size : pax.size();
    }
    if (header.isContinued()) {
      reader.passOverContinuations();
    }
    reader.content(hasContent(header.type()) ? size : 0);
    TarMember.Kind kind = kind(header.type(), name);
    String reason = kind == TarMember.Kind.FOLDER ? null : reason(header.type());
    return new TarMember(name, reason == null ? kind : TarMember.Kind.OTHER, size, offset, reason);
  }

  /** Links, devices, folders and pipes have none, whatever their size says. */
  private static boolean hasContent(char type) {
    return type < '1' || type > '6';
  }

  private static TarMember.Kind kind(char type, String name) {
    return switch (type) {
      // A folder, GNU's list of one, the label of a volume.
      case '5', 'D', 'V' -> TarMember.Kind.FOLDER;
      case '0', '7', 0 -> MemberPath.isFolder(name) ? TarMember.Kind.FOLDER : TarMember.Kind.FILE;
      default -> TarMember.Kind.OTHER;
    };
  }

  private @Nullable String reason(char type) {
    if (obstacle != null) {
      return obstacle;
    }
    if (pax != null && pax.isSparse()) {
      return "The entry is a sparse file";
    }
    return switch (type) {
      case '0', '7', 0 -> null;
      case '1' -> "The entry is a hard link";
      case '2' -> "The entry is a symbolic link";
      case '3', '4', '6' -> "The entry is a device or pipe";
      case 'S' -> "The entry is a sparse file";
      case 'M' -> "The entry began in another volume";
      default -> "The entry is of type %d".formatted((int) type);
    };
  }
}
