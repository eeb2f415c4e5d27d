import './ui/css/font.css';
import './ui/css/tokens.css';
import './ui/css/base.css';
import './ui/css/controls.css';
import './ui/css/shell.css';
import './ui/css/overlay.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
