/* global document */
import { initAll } from './govuk-frontend.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();

// The last step of signing out, which without a script is a press of a button.
document.querySelector('form[data-goes-on]')?.requestSubmit();
