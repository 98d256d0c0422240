import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { forgetOldDrafts } from './platform/draft.ts';
import { watchConnection } from './platform/query-client.ts';
import './styles/colours.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/cases.css';
import './styles/forms.css';

watchConnection();
forgetOldDrafts();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
