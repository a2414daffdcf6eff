package io.granary.formats.xml;

import java.io.IOException;

/** A document is not XML, or goes beyond what is read of one; its message says where and why. */
public final class XmlException extends IOException {
  private static final long serialVersionUID = 1;

  public XmlException(String message) {
    super(message);
  }

  XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
