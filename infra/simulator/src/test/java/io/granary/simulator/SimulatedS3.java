package io.granary.simulator;

import io.granary.simulator.ObjectStore.Stored;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 as a world has it; what is not here throws, as the SDK's interface does by itself. */
final class SimulatedS3 extends SimulatedUploads {
  private static final int PAGE = 1000;

  SimulatedS3(Supplier<World> world) {
    super(world);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // It holds nothing.
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return call(
        "head " + request.key(),
        () -> {
          Stored stored = existing(request.key());
          return HeadObjectResponse.builder()
              .contentLength((long) stored.bytes().length)
              .eTag(stored.etag())
              .contentType(stored.mediaType())
              .lastModified(stored.modified())
              .build();
        });
  }

  @Override
  public <R> R getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
    String range = Optional.ofNullable(request.range()).orElse("");
    return call(
        "get %s %s".formatted(request.key(), range),
        () -> {
          Stored stored = existing(request.key());
          String expected = request.ifMatch();
          if (expected != null && !plain(expected).equals(plain(stored.etag()))) {
            throw refusal(412, "PreconditionFailed");
          }
          byte[] bytes = ranged(stored.bytes(), request.range());
          var response =
              GetObjectResponse.builder()
                  .contentLength((long) bytes.length)
                  .eTag(stored.etag())
                  .contentType(stored.mediaType())
                  .build();
          var body = new ObjectBody(world(), request.key(), bytes);
          try {
            return transformer.transform(response, AbortableInputStream.create(body));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static byte[] ranged(byte[] bytes, @Nullable String range) {
    if (range == null) {
      return bytes;
    }
    String[] bounds = range.substring("bytes=".length()).split("-", -1);
    int first =
        bounds[0].isEmpty()
            ? Math.max(0, bytes.length - Integer.parseInt(bounds[1]))
            : Integer.parseInt(bounds[0]);
    long last =
        bounds[0].isEmpty() || bounds[1].isEmpty() ? bytes.length - 1 : Long.parseLong(bounds[1]);
    if (first >= bytes.length) {
      throw refusal(416, "InvalidRange");
    }
    return Arrays.copyOfRange(bytes, first, (int) Math.min(bytes.length, last + 1));
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    byte[] bytes = bytes(body);
    return call(
        "put " + request.key(),
        () -> {
          checkFree(request.ifNoneMatch(), request.key());
          Stored stored = objects().put(request.key(), bytes, type(request.contentType()));
          return PutObjectResponse.builder().eTag(stored.etag()).build();
        });
  }

  @Override
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    return call(
        "copy %s to %s".formatted(request.sourceKey(), request.destinationKey()),
        () -> {
          Stored source = existing(request.sourceKey());
          String expected = request.copySourceIfMatch();
          if (expected != null && !plain(expected).equals(plain(source.etag()))) {
            throw refusal(412, "PreconditionFailed");
          }
          objects().put(request.destinationKey(), source.bytes(), source.mediaType());
          return CopyObjectResponse.builder().build();
        });
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    return call(
        "delete " + request.key(),
        () -> {
          objects().delete(request.key());
          return DeleteObjectResponse.builder().build();
        });
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    List<ObjectIdentifier> keys = request.delete().objects();
    return call(
        "delete %d objects".formatted(keys.size()),
        () -> {
          if (keys.isEmpty() || keys.size() > PAGE) {
            throw refusal(400, "MalformedXML");
          }
          keys.forEach(each -> objects().delete(each.key()));
          return DeleteObjectsResponse.builder().build();
        });
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    String prefix = Optional.ofNullable(request.prefix()).orElse("");
    return call("list " + prefix, () -> listed(request, prefix));
  }

  private ListObjectsV2Response listed(ListObjectsV2Request request, String prefix) {
    int most = Optional.ofNullable(request.maxKeys()).orElse(PAGE);
    String after =
        Optional.ofNullable(request.continuationToken())
            .or(() -> Optional.ofNullable(request.startAfter()))
            .orElse("");
    List<S3Object> found =
        objects().objects().tailMap(after, false).entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(prefix))
            .limit(most + 1L)
            .map(SimulatedS3::listed)
            .toList();
    boolean isMore = found.size() > most;
    List<S3Object> page = isMore ? found.subList(0, most) : found;
    return ListObjectsV2Response.builder()
        .contents(page)
        .keyCount(page.size())
        .isTruncated(isMore)
        .nextContinuationToken(isMore ? page.getLast().key() : null)
        .build();
  }

  private static S3Object listed(Map.Entry<String, Stored> entry) {
    return S3Object.builder()
        .key(entry.getKey())
        .size((long) entry.getValue().bytes().length)
        .eTag(entry.getValue().etag())
        .lastModified(entry.getValue().modified())
        .build();
  }

  private Stored existing(String key) {
    return objects()
        .find(key)
        .orElseThrow(
            () ->
                NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("simulated: no such key " + key)
                    .build());
  }
}
