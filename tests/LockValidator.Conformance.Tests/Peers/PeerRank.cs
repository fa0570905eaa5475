using System.Globalization;

namespace LockValidator.Conformance.Tests;

/// <summary>Lock kinds that carry a declared rank: <c>rank2</c>, <c>rankM3</c>, <c>rankO1</c>.</summary>
internal static class PeerRank
{
    private const string Prefix = "rank";

    public static bool TryParse(string kind, out string family, out int rank)
    {
        family = "";
        rank = 0;
        if (!kind.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string rest = kind[Prefix.Length..];
        family = rest is ['M' or 'O', ..] ? rest[..1] : "";
        return int.TryParse(rest.AsSpan(family.Length), NumberStyles.None, CultureInfo.InvariantCulture, out rank);
    }
}
