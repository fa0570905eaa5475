using System.Text.Json;
using System.Text.Json.Serialization;

namespace LockValidator;

/// <summary>How the state is written. The default encoder leaves no character in a string that means something to HTML.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveDocument))]
[JsonSerializable(typeof(GraphDocument))]
[JsonSerializable(typeof(PageDocument<ClassDocument>))]
[JsonSerializable(typeof(PageDocument<DependencyDocument>))]
[JsonSerializable(typeof(PageDocument<FindingDocument>))]
[JsonSerializable(typeof(FindingDetailDocument))]
internal sealed partial class StateJson : JsonSerializerContext;
