using System.Security.Cryptography;
using System.Text;

namespace LockValidator;

/// <summary>What documents name each other by: short and fit for an address, however long a name is.</summary>
internal static class DocumentKeys
{
    private const int KeyBytes = 8;

    /// <summary>A finding that is made again because it is not allowed any more is another one.</summary>
    public static string Of(Violation violation) => $"{violation.Fingerprint}.{violation.Verdict}{(violation.Allowed is null ? "" : ".Allowed")}";

    /// <summary>Two classes can share a stable id; with its number among those, a name is a class's own.</summary>
    public static string Of(ClassSnapshot type) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{type.Label}\n{type.Name}")).AsSpan(0, KeyBytes));
}
