package io.granary.cdk;

/**
 * Whom the database lets in by IAM.
 *
 * @param functions the resource of the runtime role where functions of the API connect
 * @param workers the same where functions connect that load rows
 * @param ownerSecret what matches the secret with the owner's password
 */
record DatabaseUsers(String functions, String workers, String ownerSecret) {}
