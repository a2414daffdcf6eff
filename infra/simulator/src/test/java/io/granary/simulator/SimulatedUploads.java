package io.granary.simulator;

import io.granary.simulator.ObjectStore.Stored;
import io.granary.simulator.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts, as a world's S3 has them, and what all calls of it share. */
abstract class SimulatedUploads implements S3Client {
  private final Supplier<World> world;

  SimulatedUploads(Supplier<World> world) {
    this.world = world;
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return call(
        "create upload of " + request.key(),
        () ->
            CreateMultipartUploadResponse.builder()
                .uploadId(objects().begin(request.key(), type(request.contentType())))
                .build());
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    byte[] bytes = bytes(body);
    return call(
        "upload part %d of %s".formatted(request.partNumber(), request.key()),
        () -> {
          upload(request.uploadId()).parts().put(request.partNumber(), bytes);
          return UploadPartResponse.builder().eTag(ObjectStore.etag(bytes)).build();
        });
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    List<Integer> numbers =
        request.multipartUpload().parts().stream().map(CompletedPart::partNumber).toList();
    return call(
        "complete upload of " + request.key(),
        () -> {
          upload(request.uploadId());
          checkFree(request.ifNoneMatch(), request.key());
          Stored stored = objects().complete(request.uploadId(), numbers);
          return CompleteMultipartUploadResponse.builder().eTag(stored.etag()).build();
        });
  }

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return call(
        "abort upload of " + request.key(),
        () -> {
          upload(request.uploadId());
          objects().uploads().remove(request.uploadId());
          return AbortMultipartUploadResponse.builder().build();
        });
  }

  private Upload upload(String id) {
    return Optional.ofNullable(objects().uploads().get(id))
        .orElseThrow(() -> refusal(404, "NoSuchUpload"));
  }

  final void checkFree(@Nullable String ifNoneMatch, String key) {
    if ("*".equals(ifNoneMatch) && objects().find(key).isPresent()) {
      throw refusal(412, "PreconditionFailed");
    }
  }

  final World world() {
    return world.get();
  }

  final ObjectStore objects() {
    return world.get().objects();
  }

  final <T> T call(String what, World.Effect<T, SdkException> effect) {
    return world.get().call("s3 " + what, effect, SimulatedUploads::failure);
  }

  private static SdkException failure(Fault fault) {
    return SdkClientException.create("simulated: " + fault);
  }

  static S3Exception refusal(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("refused").build())
            .message("refused: " + code)
            .build();
  }

  static String plain(String etag) {
    return etag.replace("\"", "");
  }

  static String type(@Nullable String mediaType) {
    return mediaType == null ? "application/octet-stream" : mediaType;
  }

  static byte[] bytes(RequestBody body) {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
