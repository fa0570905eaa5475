using System.Text.Json;
using System.Text.Json.Serialization;

namespace LockValidator;

/// <summary>A place in the program as the list of its lines.</summary>
internal sealed class CodePositionConverter : JsonConverter<CodePosition>
{
    /// <inheritdoc/>
    public override CodePosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A place must be a list of lines.");
        }

        var frames = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            frames.Add(reader.GetString() ?? "");
        }

        return reader.TokenType == JsonTokenType.EndArray ? CodePosition.FromText(frames) : throw new JsonException("A place must be a list of lines.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CodePosition value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string frame in value.Frames)
        {
            writer.WriteStringValue(frame);
        }

        writer.WriteEndArray();
    }
}
