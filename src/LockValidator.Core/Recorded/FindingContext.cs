using System.Text.Json.Serialization;

namespace LockValidator;

/// <summary>How a finding is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(CodePositionConverter)])]
[JsonSerializable(typeof(Violation))]
internal sealed partial class FindingContext : JsonSerializerContext;
