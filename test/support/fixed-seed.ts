import fc from 'fast-check';

/** Every property is tried on the same examples in every run: a red one is red for everybody. `FC_SEED` tries others. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_123) });
