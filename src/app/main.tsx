import { createRoot } from 'react-dom/client';
import { connectSession } from '../model/connect.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import { App } from './app.tsx';
import { openCluster } from './open-cluster.ts';
import { exposePodarium } from './podarium-api.ts';

connectSession();
exposePodarium(openCluster(location.hash));

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<App />);
