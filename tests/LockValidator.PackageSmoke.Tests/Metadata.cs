using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LockValidator.PackageSmoke.Tests;

/// <summary>What a compiled assembly holds and refers to.</summary>
internal sealed record Metadata(IReadOnlyList<string> References, IReadOnlyList<string> Types)
{
    public static Metadata Of(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        MetadataReader reader = image.GetMetadataReader();
        return new Metadata(
            [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))],
            [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}")]);
    }
}
