"""The engine: rules, their binding to clauses, evidence, waivers, the judgement."""
