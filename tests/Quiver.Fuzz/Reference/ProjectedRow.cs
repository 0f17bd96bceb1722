namespace Quiver.Fuzz.Reference;

/// <summary>A row of a projection.</summary>
/// <param name="Result">What it hands on.</param>
/// <param name="Scope">What ORDER BY and WHERE see.</param>
/// <param name="Group">The rows that were aggregated.</param>
internal sealed record ProjectedRow(Row Result, Row Scope, List<Row>? Group);
