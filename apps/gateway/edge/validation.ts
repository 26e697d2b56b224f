import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badParameters } from '../problems/known-problems.js';

/** Names the parameters and the rules they broke, never their values. */
export const parameterValidation = () =>
  new ValidationPipe({
    whitelist: true,
    transform: true,
    exceptionFactory: (errors: ValidationError[]) => badParameters(errors.flatMap(rulesOf).join('; ')),
  });

const rulesOf = ({ property, constraints = {} }: ValidationError): string[] =>
  Object.keys(constraints).map((rule) => `${property} breaks the rule ${rule}`);
