package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerDocumentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "fe80::1",
        "fd00::1"
      })
  void aPrivateAddressIsNotPublic(String address) throws IOException {
    assertThat(IssuerDocuments.isPublic(InetAddress.getByName(address))).isFalse();
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThatThrownBy(
            () ->
                new IssuerDocuments(false)
                    .retrieveResource(URI.create("https://" + host + "/x").toURL()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("private address");
  }

  @Test
  void withoutTlsNothingIsFetched() {
    assertThatThrownBy(
            () ->
                new IssuerDocuments(false)
                    .retrieveResource(URI.create("http://issuer.example/x").toURL()))
        .hasMessageContaining("without TLS");
  }

  @Test
  void anAddressOfTheInternetIsPublic() throws IOException {
    assertThat(IssuerDocuments.isPublic(InetAddress.getByName("93.184.216.34"))).isTrue();
    assertThat(IssuerDocuments.isPublic(InetAddress.getByName("2606:4700::1111"))).isTrue();
  }
}
