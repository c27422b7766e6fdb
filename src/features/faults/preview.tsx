import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { stringify } from 'yaml';
import type { FaultSpec } from '../../engine/api/podarium.ts';
import { faultObject, faultRequest } from '../../model/fault-request.ts';
import { kubectlLine } from '../../model/kubectl-line.ts';
import { IconButton } from '../../ui/button.tsx';
import { CodeLines } from '../../ui/code-lines.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './messages.en.ts';

/** What pressing the button will apply, and the line that does the same in a terminal. */
export function Preview({ spec }: { readonly spec: FaultSpec }): ReactElement {
  const text = JSON.stringify(spec);
  const yaml = useMemo(() => stringify(faultObject(JSON.parse(text) as FaultSpec), { lineWidth: 0 }), [text]);
  const line = kubectlLine(faultRequest(spec)) ?? '';
  return (
    <details className="fault-preview" open>
      <summary>{t('faults.preview')}</summary>
      <div className="fault-code" role="group" aria-label={t('faults.yaml')}>
        <CodeLines
          lines={yaml
            .trimEnd()
            .split('\n')
            .map((words, at) => ({ number: at + 1, text: words }))}
        />
        <CopyButton text={yaml} />
      </div>
      <div className="fault-code" role="group" aria-label={t('faults.line')}>
        <code className="fault-line">{line}</code>
        <CopyButton text={line} />
      </div>
    </details>
  );
}

function CopyButton({ text }: { readonly text: string }): ReactElement {
  return <IconButton icon="copy" label={t('faults.copy')} onClick={() => reportFailure(copy(text))} />;
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  showToast({ text: t('faults.copied') });
}
