/** What a role allows, a row a rule: verbs, and what they may be done to. */
import type { ReactElement } from 'react';
import type { ClusterRole, PolicyRule } from '../../engine/api/generated/types.ts';
import { t } from './kind-messages.en.ts';

export function RuleList({ role }: { readonly role: ClusterRole }): ReactElement | null {
  const rules = role.rules ?? [];
  if (rules.length === 0) return null;
  return (
    <>
      <h3>{t('kind.rules')}</h3>
      <dl className="facts">
        {rules.map((rule, at) => (
          <div key={at}>
            <dt className="mono">{rule.verbs.join(', ')}</dt>
            <dd>{targetsOf(rule)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** As `kubectl describe` names them: `deployments.apps`, `/healthz`. */
function targetsOf({
  apiGroups = [''],
  resources = [],
  nonResourceURLs = [],
  resourceNames = [],
}: PolicyRule): string {
  const named = resources.flatMap((resource) =>
    apiGroups.map((group) => (group === '' ? resource : `${resource}.${group}`)),
  );
  const only = resourceNames.length === 0 ? [] : [`[${resourceNames.join(', ')}]`];
  return [...named, ...nonResourceURLs, ...only].join(', ');
}
