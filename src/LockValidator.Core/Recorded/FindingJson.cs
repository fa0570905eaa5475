using System.Text.Json;

namespace LockValidator;

/// <summary>A finding as JSON, for those that cannot be worked out again from a graph: a recursion, a wait in the wrong context, a lock held too long.</summary>
internal static class FindingJson
{
    public static byte[] Write(Violation finding) => JsonSerializer.SerializeToUtf8Bytes(finding with { Known = false }, FindingContext.Default.Violation);

    /// <summary>Null for what is no finding.</summary>
    public static Violation? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FindingContext.Default.Violation);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
