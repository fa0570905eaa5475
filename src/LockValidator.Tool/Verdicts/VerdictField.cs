using System.Globalization;

namespace LockValidator;

/// <summary>One key of a verdict with its value: a text, a number, or a list of texts.</summary>
internal readonly record struct VerdictField(string Key, string? Text, long? Number, IReadOnlyList<string>? List)
{
    public static VerdictField Of(string key, string text) => new(key, text, null, null);

    public static VerdictField Of(string key, long number) => new(key, null, number, null);

    public static VerdictField Of(string key, IReadOnlyList<string> list) => new(key, null, null, list);

    public bool HasSameValue(VerdictField other) =>
        Text == other.Text && Number == other.Number && (List ?? []).SequenceEqual(other.List ?? []);

    public string Shown => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? string.Join(", ", List ?? []);
}
