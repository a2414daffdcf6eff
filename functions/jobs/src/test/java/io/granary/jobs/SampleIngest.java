package io.granary.jobs;

import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.NewDataset;
import io.granary.database.Ingest;
import io.granary.database.IngestBeginRepository;
import io.granary.database.IngestBeginRepository.NewIngest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import io.granary.storage.IngestMessage;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An ingest that has begun, and whose messages nobody takes. */
record SampleIngest(UUID id, UUID dataset, UUID job, String sourceKey) {
  static SampleIngest begin(TestStack stack, User owner, String name) {
    // The functions that take it are not on this class path, so that nobody has made it.
    stack.bean(SqsClient.class).createQueue(create -> create.queueName(queue(stack)));
    Ids ids = stack.bean(Ids.class);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var made =
        new SampleIngest(ids.next(), ids.next(), ids.next(), "uploads/%s.zip".formatted(name));
    stack
        .objects()
        .create(made.sourceKey(), name.getBytes(StandardCharsets.UTF_8), "application/zip");
    var stat = stack.objects().stat(made.sourceKey()).orElseThrow();
    var item =
        IngestItem.plain(made.sourceKey(), "x.zip", stat.size(), stat.etag(), IngestItem.Kind.ZIP);
    stack
        .bean(Jdbi.class)
        .useTransaction(
            handle -> {
              stack
                  .bean(DatasetRepository.class)
                  .insert(
                      handle,
                      new NewDataset(made.dataset(), owner.id(), name, null, "upload", null, now));
              stack
                  .bean(JobRepository.class)
                  .insert(handle, made.job(), "ingest", made.dataset(), owner.id(), now);
              stack
                  .bean(IngestBeginRepository.class)
                  .insert(
                      handle,
                      new NewIngest(
                          made.id(),
                          made.dataset(),
                          made.job(),
                          owner.id(),
                          Ingest.Mode.CREATE,
                          false,
                          null,
                          null,
                          null),
                      now);
              stack.bean(IngestItemRepository.class).insert(handle, made.id(), List.of(item));
            });
    return made;
  }

  /** How many messages wait for the functions of ingests. */
  static int messages(TestStack stack) {
    SqsClient sqs = stack.bean(SqsClient.class);
    String url = sqs.getQueueUrl(get -> get.queueName(queue(stack))).queueUrl();
    var name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name));
  }

  /** What a statement says of it; a question mark stands for the ingest. */
  String ask(TestStack stack, String sql) {
    return stack
        .bean(Jdbi.class)
        .withHandle(handle -> handle.createQuery(sql).bind(0, id).mapTo(String.class).one());
  }

  /** The status of its dataset, and what is wrong with it. */
  String askDataset(TestStack stack) {
    return ask(
        stack,
        """
        select concat_ws(' ', d.status, d.error_code, d.error_detail)
        from ingests i join datasets d on d.id = i.dataset_id
        where i.id = ?
        """);
  }

  private static String queue(TestStack stack) {
    return stack.stack().names().queuePrefix() + IngestMessage.QUEUE;
  }
}
