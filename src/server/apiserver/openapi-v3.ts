/** The documents of OpenAPI v3 with the words that `kubectl explain` prints: the engine alone knows the structure. */
import { type ApiRequest, type ApiResponse, type Cluster, openApi } from '../../engine/index.ts';
import descriptions from '../../engine/api/generated/descriptions.json' with { type: 'json' };

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = descriptions;

/** The engine's answer, and for a document of OpenAPI the same document with descriptions. */
export function withDescriptions(cluster: Cluster, { path }: ApiRequest, answer: ApiResponse): ApiResponse {
  if (answer.code !== 200 || !path.startsWith('/openapi/v3/')) return answer;
  return openApi(path, cluster.kinds, (definition, field) => words[definition]?.[field]) ?? answer;
}
