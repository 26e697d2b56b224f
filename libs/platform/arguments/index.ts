export { argumentsOf, countOf } from './arguments-of.js';
export { understood, wholeNumber, wrongArgument } from './understood.js';
