/**
 * Questions that are answered at once and not kept: who am I, whose token is this, may I, what may I.
 * `pkg/registry/authorization`, `pkg/registry/authentication`
 */
import type {
  LocalSubjectAccessReview,
  NonResourceAttributes,
  PolicyRule,
  ResourceAttributes,
  SelfSubjectRulesReview,
  SubjectAccessReview,
  TokenReview,
} from '../api/generated/types.ts';
import { apiVersionOf } from '../api/kinds.ts';
import type { KubeObject } from '../api/object.ts';
import type { ApiRequest, ApiResponse } from '../api/request.ts';
import { invalid, required, type FieldError } from '../api/validation/field-error.ts';
import { invalidStatus } from '../api/validation/index.ts';
import { aboutResource, type Attributes } from './authorization/attributes.ts';
import type { Authorization } from './authorization/index.ts';
import { rulesFor } from './authorization/rbac.ts';
import { type User, userOf } from './authorization/user.ts';
import type { Clock } from './clock.ts';
import { badRequest, methodNotAllowed } from './errors.ts';
import { decodeBody } from './request-body.ts';
import type { ResourcePath } from './routes.ts';
import { authenticateToken } from './service-account-token.ts';

/** What an answer may need. */
interface Asked {
  readonly request: ApiRequest;
  readonly path: ResourcePath;
  readonly authorization: Authorization;
  readonly clock: Clock;
}

type Answer = (question: KubeObject, asked: Asked) => object;

const answers: Readonly<Record<string, Answer>> = {
  'selfsubjectreviews.authentication.k8s.io': (_question, { request }) => ({
    userInfo: infoOf(userOf(request)),
  }),
  'tokenreviews.authentication.k8s.io': (question, asked) => reviewToken(question as TokenReview, asked),
  'selfsubjectaccessreviews.authorization.k8s.io': (question, asked) =>
    reviewAccess(question as SubjectAccessReview, userOf(asked.request), asked),
  'subjectaccessreviews.authorization.k8s.io': (question, asked) =>
    reviewAccess(question as SubjectAccessReview, subjectOf(question as SubjectAccessReview, asked), asked),
  'localsubjectaccessreviews.authorization.k8s.io': reviewLocalAccess,
  'selfsubjectrulesreviews.authorization.k8s.io': (question, asked) =>
    reviewRules(question as SelfSubjectRulesReview, asked),
};

/** Undefined when the path asks for no review. @throws StatusError */
export function answerReview(
  request: ApiRequest,
  path: ResourcePath,
  authorization: Authorization,
  clock: Clock,
): ApiResponse | undefined {
  const answer = answers[path.kind.id];
  if (answer === undefined) return undefined;
  if (request.method !== 'POST' || path.name !== '') throw methodNotAllowed();
  const { object: question, warnings } = decodeBody(request, path);
  const status = answer(question, { request, path, authorization, clock });
  const metadata = { creationTimestamp: null, ...question.metadata };
  const head = { kind: path.kind.kind, apiVersion: apiVersionOf(path.kind), metadata };
  const spec = (question as { spec?: object }).spec;
  const body = { ...head, ...(spec === undefined ? {} : { spec }), status };
  return { code: 201, body, ...(warnings.length > 0 ? { warnings } : {}) };
}

function infoOf({ name, groups, uid }: User): object {
  return { username: name, ...(uid === undefined ? {} : { uid }), groups };
}

function reviewToken({ spec }: TokenReview, { path, authorization, clock }: Asked): object {
  const token = spec?.token ?? '';
  if (token === '') throw badRequest(`token is required for ${path.kind.kind} in authentication`);
  const user = authenticateToken(token, authorization.store, clock);
  if (user === undefined) return { user: {}, error: '[invalid bearer token, unknown]' };
  return { authenticated: true, user: infoOf(user), audiences: spec.audiences ?? [] };
}

function subjectOf({ spec }: SubjectAccessReview, { path }: Asked): User {
  const { user = '', groups = [], uid } = spec ?? {};
  if (user === '' && groups.length === 0) {
    const detail = 'at least one of user or group must be specified';
    throw invalidStatus(path.kind, '', [invalid('spec.user', user, detail)]);
  }
  return { name: user, groups, ...(uid === undefined ? {} : { uid }) };
}

function reviewAccess({ spec }: SubjectAccessReview, user: User, { path, authorization }: Asked): object {
  const { resourceAttributes: about, nonResourceAttributes: url } = spec ?? {};
  const errors = oneOf(about, url);
  if (errors.length > 0) throw invalidStatus(path.kind, '', errors);
  const wanted = about === undefined ? urlAttributes(user, url) : resourceAttributes(user, about);
  const { allowed, reason } = authorization.decide(wanted);
  return { allowed, ...(reason === '' ? {} : { reason }) };
}

function oneOf(
  resource: ResourceAttributes | undefined,
  url: NonResourceAttributes | undefined,
): FieldError[] {
  if (resource !== undefined && url !== undefined)
    return [
      invalid(
        'spec.nonResourceAttributes',
        url,
        'cannot be specified in combination with resourceAttributes',
      ),
    ];
  if (resource === undefined && url === undefined)
    return [
      required(
        'spec.resourceAttributes',
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    ];
  return [];
}

function resourceAttributes(user: User, about: ResourceAttributes): Attributes {
  const { verb = '', group = '', resource = '', subresource = '', namespace = '', name = '' } = about;
  return aboutResource(user, { verb, group, resource, subresource, namespace, name });
}

function urlAttributes(user: User, { verb = '', path = '' }: NonResourceAttributes = {}): Attributes {
  return aboutResource(user, { verb, path });
}

function reviewLocalAccess(question: KubeObject, asked: Asked): object {
  const review = question as LocalSubjectAccessReview;
  const { namespace } = asked.path;
  const stated = review.spec?.resourceAttributes?.namespace;
  if (stated !== namespace) {
    const detail = `spec.resourceAttributes.namespace must match namespace: ${namespace}`;
    throw badRequest(detail);
  }
  return reviewAccess(review, subjectOf(review, asked), asked);
}

/** What a user may do in a namespace, as `kubectl auth can-i --list` shows it. */
function reviewRules({ spec }: SelfSubjectRulesReview, { request, authorization }: Asked): object {
  const namespace = spec?.namespace ?? '';
  if (namespace === '') throw badRequest('no namespace on request');
  const rules =
    authorization.mode === 'RBAC' ? rulesFor(userOf(request), namespace, authorization.store) : everything;
  return {
    resourceRules: rules.filter(({ resources }) => resources !== undefined).map(resourceRule),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs !== undefined)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

function resourceRule({ verbs, apiGroups, resources, resourceNames }: PolicyRule): object {
  return { verbs, apiGroups, resources, ...(resourceNames === undefined ? {} : { resourceNames }) };
}

const everything: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];
