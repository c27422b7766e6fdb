import { showToast } from '../../ui/toast.tsx';

/** Puts a text on the clipboard and says so; when the browser refuses, says why. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: said });
  } catch (error) {
    showToast({ text: error instanceof Error ? error.message : String(error), kind: 'problem' });
  }
}
