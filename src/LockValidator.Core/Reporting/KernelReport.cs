namespace LockValidator;

/// <summary>
/// A finding in the layout of Linux lockdep's reports, for readers and tools that know it: exactly that layout for an invalid wait
/// context and a circular order, the same sections in words of our own for all other kinds.
/// </summary>
/// <remarks>
/// Pure and safe for use by any number of threads. Lines end in a line feed on every system. Names are made harmless as in
/// <see cref="TextReport"/>. Costs time and memory proportional to the number of steps and held locks.
/// </remarks>
public static class KernelReport
{
    /// <summary>Renders a finding.</summary>
    /// <param name="violation">The finding.</param>
    /// <param name="options">What the report takes from its surroundings; null for the defaults.</param>
    /// <returns>The report, ending in a line feed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="violation"/> is null.</exception>
    public static string Render(Violation violation, KernelReportOptions? options = null) => Compose(violation, options).ToString();

    /// <summary>Renders a finding into a writer.</summary>
    /// <param name="writer">Where the report goes.</param>
    /// <param name="violation">The finding.</param>
    /// <param name="options">What the report takes from its surroundings; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="violation"/> is null.</exception>
    public static void Write(TextWriter writer, Violation violation, KernelReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Compose(violation, options).WriteTo(writer);
    }

    private static ReportText Compose(Violation violation, KernelReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(violation);
        options ??= new();
        var text = new ReportText();
        switch (violation)
        {
            case { Kind: ViolationKind.InvalidWaitContext, Acquiring: { } taken, WaitContext: { } detail }:
                KernelWaitLayout.Append(text, violation, taken, detail, options);
                break;

            case { Kind: ViolationKind.CircularDependency, Acquiring: { } taken, Holding: { } held, Cycle.Count: > 0 }:
                KernelCircularLayout.Append(text, violation, taken, held, options);
                break;

            default:
                KernelGeneralLayout.Append(text, violation, options);
                break;
        }

        return text;
    }
}
