package io.granary.formats.archives;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Archives that show a fuzzer what there is: small ones, with every oddity once. */
final class FuzzSeeds {
  private static final byte[] A = Reading.bytes("content of a");

  private FuzzSeeds() {}

  static List<byte[]> zips() {
    List<byte[]> seeds = new ArrayList<>();
    var plain = new ZipBytes();
    plain.add("set/a.txt", A);
    plain.add("set/b.txt", A).stored();
    plain.add("set/c/", new byte[0]).stored();
    seeds.add(plain.bytes());
    seeds.add(plain.zip64End().bytes());
    var odd = new ZipBytes().comment(A).prefix(A);
    odd.add("a.txt", A).descriptor();
    odd.add("b.txt", A).zip64();
    odd.add("link", A).unix(0120777);
    odd.add("../x", A);
    odd.add("inner.zip", A);
    odd.add("a.txt", A);
    odd.add(new byte[] {(byte) 0x82, '.', 'x'}, A).unicode("\u00e9.x");
    odd.add("secret", A).encrypted();
    odd.add("long.txt", A).size(5);
    seeds.add(odd.bytes());
    seeds.add(new ZipBytes().bytes());
    return seeds;
  }

  static List<byte[]> tars() {
    List<byte[]> seeds = new ArrayList<>();
    for (TarBytes.Form form : TarBytes.Form.values()) {
      seeds.add(new TarBytes(form).add("set/a.txt", A).add("set/b/", '5').add("set/c", A).bytes());
    }
    seeds.add(
        new TarBytes(TarBytes.Form.USTAR)
            .pax('g', "comment=x")
            .pax('x', "path=a/b.txt", "size=12")
            .add(Reading.bytes("cut"), '0', 0, A)
            .add("link", '2')
            .bytes());
    seeds.add(
        new TarBytes(TarBytes.Form.GNU)
            .longName("a/" + "b".repeat(120))
            .add("cut", A)
            .add("sparse", 'S')
            .add("../x", A)
            .add("a.tar", A)
            .open());
    seeds.add(Arrays.copyOf(seeds.getFirst(), 900));
    return seeds;
  }

  static List<byte[]> streams(ArchiveKind kind) {
    List<byte[]> seeds = new ArrayList<>();
    tars().forEach(tar -> seeds.add(TarBytes.as(kind, tar)));
    byte[] first = seeds.getFirst();
    seeds.add(Arrays.copyOf(first, first.length - 9));
    return seeds;
  }
}
