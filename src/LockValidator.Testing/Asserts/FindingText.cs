using System.Globalization;
using System.Text;

namespace LockValidator;

/// <summary>Findings as the text of a failed assertion: one is its report, several are counted first.</summary>
public static class FindingText
{
    /// <summary>Renders findings.</summary>
    /// <param name="findings">The findings.</param>
    /// <returns>Their reports; "no finding" where there is none.</returns>
    public static string Render(IReadOnlyList<Violation> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0)
        {
            return "no finding";
        }

        if (findings.Count == 1)
        {
            return TextReport.Render(findings[0]).TrimEnd('\n');
        }

        var text = new StringBuilder();
        for (int i = 0; i < findings.Count; i++)
        {
            text.Append(i > 0 ? "\n" : "").Append(CultureInfo.InvariantCulture, $"finding {i + 1} of {findings.Count}\n").Append(TextReport.Render(findings[i]));
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A finding in one line: its rule and the locks that it is about.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Such as <c>LV0001 CircularDependency of B, A</c>.</returns>
    public static string Line(Violation finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        string locks = string.Join(", ", ClassesOf(finding).Select(static type => TextReport.SafeName(type.Name)));
        return $"{finding.Kind.RuleId()} {finding.Kind}{(locks.Length > 0 ? " of " + locks : "")}";
    }

    /// <summary>
    /// Whether a class is meant by a name: the one that reports show, or that without the <c>#n</c> which they add where several classes have
    /// one name. All assertions of this library go by it.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="name">The name.</param>
    public static bool IsNamed(ClassSnapshot type, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(name);
        return LockNames.Match(type.Name, name);
    }

    /// <summary>The classes that a finding is about: those of its cycle, or the lock that was being taken and the one in its way.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Each class once.</returns>
    public static IReadOnlyList<ClassSnapshot> ClassesOf(Violation finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ClassSnapshot?[] involved = [finding.Acquiring?.Class, finding.Holding?.Class, finding.Usage?.Safe, finding.Usage?.Unsafe];
        IEnumerable<ClassSnapshot> classes = finding.Cycle.Count > 0 ? finding.Cycle.Select(static step => step.From) : involved.OfType<ClassSnapshot>();
        return classes.DistinctBy(ClassKey.Of).ToList();
    }
}
