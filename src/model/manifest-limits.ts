/** The largest file: what the API server takes in one request (3 MiB) is far more than a page can show. */
export const maxManifestCharacters = 1024 * 1024;
export const maxManifestDocuments = 200;
