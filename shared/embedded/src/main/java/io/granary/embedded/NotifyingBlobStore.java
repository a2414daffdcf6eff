package io.granary.embedded;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Sends an S3 event for every object created under {@code drop/} (S3 user guide, event message
 * structure 2.1). The sequencer follows from the time of the write, so that an event sent again is
 * the same event.
 */
final class NotifyingBlobStore extends ForwardingBlobStore {
  private static final String PREFIX = "drop/";
  private static final String RESULT_SUFFIX = ".result.json";

  /** Of a folder, whose result may be an earlier mark's. */
  private static final String MARK = "/_SUCCESS";

  private final QueueServer queues;
  private final Map<String, String> queueOfBucket = new ConcurrentHashMap<>();

  NotifyingBlobStore(BlobStore files, QueueServer queues) {
    super(files);
    this.queues = queues;
  }

  /** Sends the events of a bucket to a queue, also those of objects that wait for their result. */
  void route(String bucket, String queue) {
    queueOfBucket.put(bucket, queue);
    Set<String> keys = new HashSet<>();
    String token = null;
    do {
      ListObjectsV2Response page = page(bucket, token);
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      token = page.nextContinuationToken();
    } while (token != null);
    for (String key : keys) {
      if (key.endsWith(MARK)
          || !key.endsWith(RESULT_SUFFIX) && !keys.contains(key + RESULT_SUFFIX)) {
        created(bucket, key, "Put");
      }
    }
  }

  private ListObjectsV2Response page(String bucket, @Nullable String token) {
    return delegate()
        .list(
            ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(PREFIX)
                .maxKeys(1000)
                .continuationToken(token)
                .build());
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    PutObjectResponse response = super.putBlob(request, payload);
    created(request.bucket(), request.key(), "Put");
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    created(request.destinationBucket(), request.destinationKey(), "Copy");
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    created(request.bucket(), request.key(), "CompleteMultipartUpload");
    return response;
  }

  private void created(String bucket, String key, String how) {
    String queue = queueOfBucket.get(bucket);
    if (queue == null || !key.startsWith(PREFIX)) {
      return;
    }
    HeadObjectResponse head =
        delegate().blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
    if (head == null) {
      return;
    }
    queues.send(
        queue,
        """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"%s",\
        "eventTime":"%s","eventName":"ObjectCreated:%s","userIdentity":{"principalId":"local"},\
        "requestParameters":{"sourceIPAddress":"127.0.0.1"},"responseElements":{},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"drop",\
        "bucket":{"name":"%s","ownerIdentity":{"principalId":"local"},"arn":"arn:aws:s3:::%s"},\
        "object":{"key":"%s","size":%d,"eTag":"%s","sequencer":"%016X"}}}]}"""
            .formatted(
                ObjectServer.REGION,
                Instant.now(),
                how,
                bucket,
                bucket,
                URLEncoder.encode(key, StandardCharsets.UTF_8),
                head.contentLength(),
                head.eTag().replace("\"", ""),
                head.lastModified().toEpochMilli()));
  }
}
