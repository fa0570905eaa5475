using System.Security.Cryptography;
using System.Text;

namespace LockValidator;

/// <summary>The identity of a finding from run to run: its rule and the stable ids of its classes, whatever instance, flow or place.</summary>
internal static class Fingerprints
{
    private const int Bytes = 8;

    public static string Of(Violation finding)
    {
        var text = new StringBuilder(finding.Kind.RuleId());
        foreach (string part in finding.Cycle.Count > 0 ? CycleLabels(finding) : Parts(finding))
        {
            text.Append('\n').Append(part);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Bytes));
    }

    /// <summary>A cycle has no first class: it is read from the one whose label sorts first.</summary>
    private static IEnumerable<string> CycleLabels(Violation finding)
    {
        List<string> labels = finding.Cycle.Select(static step => step.From.Label).ToList();
        int first = 0;
        for (int i = 1; i < labels.Count; i++)
        {
            first = string.CompareOrdinal(labels[i], labels[first]) < 0 ? i : first;
        }

        return labels.Skip(first).Concat(labels.Take(first));
    }

    private static IEnumerable<string> Parts(Violation finding)
    {
        yield return finding.Acquiring?.Class.Label ?? "";
        yield return finding.Holding?.Class.Label ?? "";
        yield return finding.MissingNest ?? "";
        yield return finding.Check ?? "";
        if (finding.WaitContext is { } wait)
        {
            yield return $"{wait.Required}>{wait.Available}";
        }

        if (finding.Usage is { } usage)
        {
            yield return $"{usage.Context} {usage.Safe.Label} {usage.Unsafe.Label}";
        }
    }
}
