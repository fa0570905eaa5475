namespace LockValidator;

/// <summary>One way in which flows can run so that they end up waiting for each other: a column a flow, a row a moment.</summary>
/// <param name="Columns">The flows.</param>
/// <param name="Rows">What happens, in order: in which column, and what.</param>
/// <param name="Outcome">What is then so.</param>
internal sealed record Interleaving(IReadOnlyList<string> Columns, IReadOnlyList<(int Column, string What)> Rows, string Outcome)
{
    private const int WidestFlow = 20;
    private const int WidestTable = 96;
    private const int Space = 3;

    /// <summary>The interleaving that a finding warns of; null where it takes no second flow, or none is known.</summary>
    public static Interleaving? Of(Violation violation) => violation switch
    {
        { Kind: ViolationKind.LiveDeadlock } => null,
        { Usage: { } usage } => UsageInterleaving.Of(usage),
        { Cycle.Count: > 1 } => CycleInterleaving.Of(violation),
        { Kind: ViolationKind.Recursion or ViolationKind.SameClassNesting } => NestingInterleaving.Of(violation),
        _ => null,
    };

    /// <summary>The heading of a flow's column. Flows are numbered, so that one can be said to wait for another.</summary>
    public static string Header(int number, string flow) => $"{SafeText.Number(number)}: {SafeText.Beginning(flow, WidestFlow)}";

    /// <summary>The heading for the flow of a witness; an order that was declared binds them all.</summary>
    public static string Header(int number, Witness witness) =>
        witness.Declared ? $"{SafeText.Number(number)}: any flow" : Header(number, witness.Flow);

    /// <summary>The table. A row has one cell, which may run on to the right: long names do not make it wider.</summary>
    public IEnumerable<string> Lines()
    {
        int cell = Math.Min(Rows.Max(static row => row.What.Length), (WidestTable / Columns.Count) - Space);
        int width = Math.Max(cell, Columns.Max(static column => column.Length)) + Space;
        yield return string.Concat(Columns.Select(column => column.PadRight(width)));
        yield return string.Concat(Columns.Select(column => new string('-', column.Length).PadRight(width)));
        foreach ((int column, string what) in Rows)
        {
            yield return new string(' ', column * width) + what;
        }
    }
}
