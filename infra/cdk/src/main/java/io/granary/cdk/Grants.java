package io.granary.cdk;

import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Operation;
import io.granary.api.Rights;
import io.granary.api.Rights.Verb;
import io.granary.storage.ObjectKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the role of a function may do: what its class says ({@link Rights}) in the words of IAM,
 * with nothing that the class does not say but its logs, its traces and its place in the network.
 *
 * @param database the IAM resources of the database's users
 */
record Grants(Names names, DatabaseUsers database) {
  List<Grant> of(Deployed function) {
    Rights rights = function.rights();
    List<Grant> grants = new ArrayList<>(platform(function.name()));
    if (!rights.uses().contains(Use.DATABASE_OWNER)) {
      grants.add(
          Grant.allow(
              "Connects as the runtime role.",
              List.of("rds-db:connect"),
              Settings.loadsRows(function) ? database.workers() : database.functions()));
    }
    addSecrets(function, grants);
    addObjects(rights, grants);
    addRecords(rights, grants);
    addQueues(function, rights, grants);
    addUses(rights, grants);
    return grants;
  }

  /** What Lambda itself does for every function in the function's name. */
  private List<Grant> platform(String name) {
    List<String> interfaces =
        List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");
    return List.of(
        Grant.allow(
            "Writes to the streams of its own log group.",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            names.logStreams(name)),
        Grant.allow(
            "Lambda puts it into the network; these actions have no narrower resource.",
            interfaces,
            "*"),
        Grant.deny("Lambda does that, not the function's own code.", interfaces, List.of("*"))
            .when("ArnEquals", "lambda:SourceFunctionArn", names.functionArn(name)),
        Grant.allow(
            "Traces have no narrower resource.",
            List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
            "*"));
  }

  private void addSecrets(Deployed function, List<Grant> grants) {
    List<String> secrets = new ArrayList<>();
    Access access = function.declared().access();
    if (access != Access.EVENT && access != Access.PUBLIC) {
      secrets.add(Secrets.VERIFYING_KEYS);
    }
    if (function.operation().filter(Operation::takesCursor).isPresent()
        || function.rights().uses().contains(Use.CURSORS)) {
      secrets.add(Secrets.CURSOR_KEY);
    }
    if (!secrets.isEmpty()) {
      grants.add(
          Grant.allow(
              "Knows callers by them.",
              List.of("secretsmanager:GetSecretValue"),
              secrets.stream().map(names::secretArn).toList()));
    }
  }

  private void addObjects(Rights rights, List<Grant> grants) {
    if (!rights.reads().isEmpty()) {
      grants.add(
          Grant.allow(
              "Reads under these prefixes.", List.of("s3:GetObject"), objects(rights.reads())));
    }
    // The edge knows the keys of its answers; who reads anything else may find that it is gone.
    List<String> sought =
        Stream.concat(rights.reads().stream(), rights.deletes().stream())
            .filter(prefix -> !prefix.equals(ObjectKeys.ANSWERS))
            .distinct()
            .toList();
    if (!sought.isEmpty()) {
      grants.add(
          Grant.allow(
                  "Without it S3 says 403 of a key that is not there; a list goes with it.",
                  List.of("s3:ListBucket"),
                  names.dataBucketArn())
              .when(
                  "StringLikeIfExists",
                  "s3:prefix",
                  sought.stream().map(prefix -> prefix + "*").sorted().toList()));
    }
    if (!rights.writes().isEmpty()) {
      grants.add(
          Grant.allow(
              "Writes under these prefixes.",
              List.of("s3:AbortMultipartUpload", "s3:PutObject"),
              objects(rights.writes())));
    }
    if (!rights.deletes().isEmpty()) {
      grants.add(
          Grant.allow(
              "Deletes under these prefixes.",
              List.of("s3:DeleteObject"),
              objects(rights.deletes())));
    }
  }

  private List<String> objects(List<String> prefixes) {
    return prefixes.stream().sorted().map(names::objects).toList();
  }

  private void addRecords(Rights rights, List<Grant> grants) {
    var keys = new TreeMap<List<String>, List<String>>(Comparator.comparing(List::toString));
    for (Rights.Records records : rights.records()) {
      keys.computeIfAbsent(actions(records), _ -> new ArrayList<>()).add(records.keys() + "*");
    }
    keys.forEach(
        (actions, patterns) ->
            grants.add(
                Grant.allow(
                        "Keeps short-lived records under these keys.", actions, names.tableArn())
                    .when(
                        "ForAllValues:StringLike", "dynamodb:LeadingKeys", List.copyOf(patterns))));
  }

  private static List<String> actions(Rights.Records records) {
    return records.verbs().stream().map(Grants::action).sorted().toList();
  }

  private static String action(Verb verb) {
    String name = verb.name();
    return "dynamodb:%s%sItem"
        .formatted(name.charAt(0), name.substring(1).toLowerCase(Locale.ROOT));
  }

  private void addQueues(Deployed function, Rights rights, List<Grant> grants) {
    if (!rights.sends().isEmpty()) {
      grants.add(
          Grant.allow(
              "Sends to these queues.",
              List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
              rights.sends().stream().sorted().map(names::queueArn).toList()));
    }
    function
        .queue()
        .ifPresent(
            queue ->
                grants.add(
                    Grant.allow(
                        "Lambda takes them in its name; the function says when one comes again.",
                        List.of(
                            "sqs:ChangeMessageVisibility",
                            "sqs:DeleteMessage",
                            "sqs:GetQueueAttributes",
                            "sqs:GetQueueUrl",
                            "sqs:ReceiveMessage"),
                        names.queueArn(queue))));
    if (function.schedule().isPresent()) {
      grants.add(
          Grant.allow(
              "Lambda leaves there what the function could not do.",
              List.of("sqs:SendMessage"),
              names.queueArn(Queues.SCHEDULES_DEAD)));
    }
  }

  private void addUses(Rights rights, List<Grant> grants) {
    for (Use use : rights.uses().stream().sorted().toList()) {
      switch (use) {
        case DROP_ROLE ->
            grants.add(
                Grant.allow(
                    "Hands out sessions of the role of the drop folders.",
                    List.of("sts:AssumeRole"),
                    names.dropRoleArn()));
        case EVENTS ->
            grants.add(
                Grant.allow("Tells what has happened.", List.of("events:PutEvents"), names.busArn())
                    .when("ForAllValues:StringEquals", "events:source", "granary")
                    .when("Null", "events:source", "false"));
        case SIGNS_TOKENS ->
            grants.add(
                Grant.allow(
                    "Signs tokens.",
                    List.of("secretsmanager:GetSecretValue"),
                    names.secretArn(Secrets.SIGNING_KEYS)));
        case VERIFYING_KEYS ->
            grants.add(
                Grant.allow(
                    "Publishes the keys that verify tokens.",
                    List.of("secretsmanager:GetSecretValue"),
                    names.secretArn(Secrets.VERIFYING_KEYS)));
        case SIGNING_KEYS_WRITE ->
            grants.add(
                Grant.allow(
                    "Makes and replaces the keys of tokens.",
                    List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                    List.of(
                        names.secretArn(Secrets.SIGNING_KEYS),
                        names.secretArn(Secrets.VERIFYING_KEYS))));
        case CURSORS, WAREHOUSE -> {} // Cursors' secret: addSecrets. BigQuery is not of AWS.
        case BACKUPS_READ, BACKUPS_WRITE, BACKUPS_DELETE ->
            grants.addAll(new BackupGrants(names).of(use));
        case UPLOAD_PARTS_READ ->
            grants.add(
                Grant.allow(
                    "Asks what has been sent by link.",
                    List.of("s3:ListMultipartUploadParts"),
                    names.objects(ObjectKeys.UPLOADS)));
        case UPLOAD_PARTS_ABORT ->
            grants.add(
                Grant.allow(
                    "Gives up what has been sent by link.",
                    List.of("s3:AbortMultipartUpload"),
                    names.objects(ObjectKeys.UPLOADS)));
        case DATABASE_OWNER ->
            grants.add(
                Grant.allow(
                    "Connects as the owner of the schema.",
                    List.of("secretsmanager:GetSecretValue"),
                    database.ownerSecret()));
        case DEPLOYMENT ->
            grants.add(
                Grant.allow(
                    "Keeps the first admin's password.",
                    List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                    names.secretArn(Secrets.FIRST_ADMIN)));
      }
    }
  }
}
