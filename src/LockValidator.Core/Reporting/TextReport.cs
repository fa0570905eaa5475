namespace LockValidator;

/// <summary>
/// A finding as a report to read: what was being taken, what was held, what that contradicts, where each step was seen, how it can
/// end, and what to do.
/// </summary>
/// <remarks>
/// Pure and safe for use by any number of threads. Lines end in a line feed on every system. Names come from the program and are
/// made harmless: control and direction characters are shown as codes, over-long names lose their middle. Costs time and memory
/// proportional to the number of steps and held locks.
/// </remarks>
public static class TextReport
{
    /// <summary>Renders a finding.</summary>
    /// <param name="violation">The finding.</param>
    /// <returns>The report, ending in a line feed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="violation"/> is null.</exception>
    public static string Render(Violation violation) => Compose(violation).ToString();

    /// <summary>Renders a finding into a writer.</summary>
    /// <param name="writer">Where the report goes.</param>
    /// <param name="violation">The finding.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void Write(TextWriter writer, Violation violation)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Compose(violation).WriteTo(writer);
    }

    /// <summary>A name from the program as reports show it, for use in logs and other lines of text.</summary>
    /// <param name="name">The name of a lock, flow or place.</param>
    /// <returns>One short line without control, format or direction characters; in quotes where it has blanks or is empty.</returns>
    public static string SafeName(string? name) => SafeText.Name(name);

    /// <summary>Other text from the program as reports show it, such as what a test is called: as a name, but longer and never in quotes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line without control, format or direction characters.</returns>
    public static string SafeLine(string? text) => SafeText.Sentence(text);

    private static ReportText Compose(Violation violation)
    {
        ArgumentNullException.ThrowIfNull(violation);
        Wording wording = Wordings.Of(violation);
        var text = new ReportText();
        HeadSection.Append(text, violation, wording);
        OperationSection.Append(text, violation, wording);
        HeldSection.Append(text, violation, wording);
        RuleSection.Append(text, wording);
        WaitsSection.Append(text, violation);
        StepsSection.Append(text, violation);
        InterleavingSection.Append(text, violation);
        AdviceSection.Append(text, violation, wording);
        return text;
    }
}
