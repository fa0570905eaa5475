using System.Globalization;
using System.Text.Json;

namespace LockValidator;

/// <summary>What code allows, as graph files have it.</summary>
internal static class AllowanceJson
{
    public static byte[] Write(LockAllowance allowance)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartArray("classes");
            foreach (string name in allowance.Classes)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteString("reason", allowance.Reason);
            if (allowance.Expires is { } day)
            {
                json.WriteString("expires", day.ToString("O", CultureInfo.InvariantCulture));
            }

            json.WriteString("by", allowance.Origin);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    /// <returns>Null for what this version does not understand: it allows nothing then.</returns>
    public static LockAllowance? Read(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            string reason = root.GetProperty("reason").GetString() ?? "";
            string[] classes = [.. root.GetProperty("classes").EnumerateArray().Select(static each => each.GetString() ?? "")];
            DateOnly? expires = root.TryGetProperty("expires", out JsonElement day) ? DateOnly.ParseExact(day.GetString() ?? "", "O", CultureInfo.InvariantCulture) : null;
            return classes.Length == 0 || classes.Contains("") || string.IsNullOrWhiteSpace(reason)
                ? null
                : new LockAllowance { Classes = classes, Reason = reason, Origin = root.GetProperty("by").GetString() ?? "", Expires = expires, IsInCode = true };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
