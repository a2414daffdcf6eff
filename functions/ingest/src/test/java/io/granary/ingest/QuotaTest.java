package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Quotas;
import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.database.User;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes in by any way is held to what its owner may keep. */
final class QuotaTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void oneDatasetTooManyIsRefusedAndTheDropSaysSo() {
    User user = STACK.user("ann");
    allow(user, new Quota(1, null));
    var drops = new Drops(STACK, user);

    assertThat(drops.take("first.zip", SampleCoco.zip(2)).path("status").asText())
        .isEqualTo("ready");
    JsonNode second = drops.take("second.zip", SampleCoco.zip(2));

    assertThat(second.path("code").asText()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(STACK.objects().stat(drops.key("second.zip"))).isPresent();
  }

  @Test
  void bytesAreCountedAsTheyInflate() {
    User user = STACK.user("bob");
    byte[] zip = SampleCoco.zip(20);
    allow(user, new Quota(null, zip.length + 1L));
    var drops = new Drops(STACK, user);

    JsonNode result = drops.take("large.zip", zip);

    assertThat(result.path("code").asText()).isEqualTo("QUOTA_EXCEEDED");
    assertThat(
            drops.count("select count(*) from samples where dataset_id = ?", Drops.dataset(result)))
        .isZero();
    assertThat(
            drops.count(
                "select count(*) from datasets where error_code = 'QUOTA_EXCEEDED' and id = ?",
                Drops.dataset(result)))
        .isEqualTo(1);
  }

  @Test
  void bytesThatAreOnTheirWayCount() {
    User user = STACK.user("cyn");
    UUID dataset = SampleDataset.make(STACK, user, "coming", 1).id();
    allow(user, new Quota(null, 10_000L));
    Jdbi jdbi = STACK.bean(Jdbi.class);
    Quotas quotas = STACK.bean(Quotas.class);

    jdbi.useTransaction(handle -> quotas.take(handle, user.id(), dataset, 9_000));
    jdbi.useTransaction(handle -> quotas.take(handle, user.id(), dataset, 9_500));

    assertThatThrownBy(
            () -> jdbi.useTransaction(handle -> quotas.checkBytes(handle, user.id(), 501)))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.QUOTA_EXCEEDED));
    jdbi.useTransaction(handle -> quotas.checkBytes(handle, user.id(), 500));
  }

  private static void allow(User user, Quota quota) {
    STACK.bean(QuotaRepository.class).set(user.id(), quota, Instant.now());
  }
}
