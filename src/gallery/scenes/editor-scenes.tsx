/** The editor: at rest, with what the API server refused, against the living cluster, with a field explained, empty. */
import { firstViewManifest } from '../../lessons/first-view.ts';
import { useFiles } from '../../model/files-store.ts';
import { useLiveCompare } from '../../model/live-compare-store.ts';
import { find } from '../hands.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../worlds/world.ts';

const wrong = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: -1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: other
    spec:
      containers:
        - name: web
          image: nginx
`;

const settings = (colour: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: ${colour}\n  size: large\n`;

const fresh = async (): Promise<World> => (await import('../worlds/story.ts')).fresh;

/** A file that was applied as something else is compared with the cluster at once. */
function changeFile(name: string, text: string): void {
  const { addFile, markApplied, edit } = useFiles.getState();
  addFile(name, '# empty\n');
  markApplied(name);
  edit(name, text);
}

const compared = async (): Promise<void> => void (await find('.editor-live'));

export const editorScenes: Readonly<Record<string, Scene>> = {
  still: editorWith(
    'At rest: a picture of the text, until somebody reaches for it',
    () => {
      changeFile('web.yaml', firstViewManifest);
      useFiles.getState().addFile('settings.yaml', settings('blue'));
      useFiles.getState().openFile('web.yaml');
    },
    compared,
  ),
  refused: editorWith(
    'What the API server refused stands at its line',
    () => changeFile('web.yaml', wrong),
    async () => {
      const { applyFile } = await import('../../features/editor/problems-store.ts');
      await applyFile('web.yaml');
      await find('.problem-list, .editor-foot');
      await compared();
    },
  ),
  unreadable: editorWith(
    'YAML that can’t be read',
    () => changeFile('notes.yaml', 'kind: Pod\nmetadata:\n  name: [a\n'),
    async () => {
      const { applyFile } = await import('../../features/editor/problems-store.ts');
      await applyFile('notes.yaml');
    },
  ),
  emptyEditor: editorWith('No file is open', () => {}),
  differs: {
    ...editorWith(
      'Beside what the cluster has',
      async () => {
        const { applyText } = await import('../worlds/world.ts');
        await applyText(settings('green'));
        useFiles.getState().addFile('settings.yaml', settings('blue'));
        useLiveCompare.setState({ isOpen: true });
      },
      async () => {
        await find('.monaco-diff-editor .view-line');
        await compared();
      },
    ),
    width: 736,
  },
  explained: {
    ...editorWith(
      'A field explained',
      () => changeFile('web.yaml', firstViewManifest),
      async () => {
        (await find('.editor-still')).click();
        await find('.monaco-editor .view-line');
        const { toggleExplain } = await import('../../features/editor/help/explain-store.ts');
        toggleExplain();
        await find('.explain-note, .explain');
        await compared();
      },
    ),
    width: 736,
  },
};

function editorWith(title: string, before: () => void | Promise<void>, after?: () => Promise<void>): Scene {
  return {
    title,
    width: 360,
    height: 480,
    world: fresh,
    before,
    part: async () => {
      const { Editor } = await import('../../features/editor/editor.tsx');
      return (
        <section className="panel editor-panel scene-fill">
          <Editor />
        </section>
      );
    },
    ...(after === undefined ? {} : { after }),
  };
}
