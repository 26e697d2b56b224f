/** Words of the decision table. */
export type Outcome = 'PERMIT' | 'MUST_SHARE' | 'ADVISE' | 'DENY' | 'HOLD';
export type Row = 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9' | 'D10' | 'G1' | 'G2';
export type Modifier = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M7';
