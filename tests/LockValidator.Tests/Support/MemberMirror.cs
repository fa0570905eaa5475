using System.Reflection;

namespace LockValidator.Tests;

/// <summary>Compares the public surface of one of our locks with that of the BCL type that it stands in for.</summary>
internal static class MemberMirror
{
    /// <summary>The members of the original, in a form that names no type of either side by its owner.</summary>
    public static IEnumerable<string> SignaturesOf(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is not ConstructorInfo)
            .Select(member => Describe(member, type))
            .Concat(type.GetNestedTypes().SelectMany(nested => SignaturesOf(nested).Select(signature => $"{nested.Name}: {signature}")));

    private static string Describe(MemberInfo member, Type owner) => member switch
    {
        MethodInfo method => $"{Name(method.ReturnType, owner)} {method.Name}({Parameters(method, owner)})",
        PropertyInfo property => $"{Name(property.PropertyType, owner)} {property.Name} {{ {(property.CanWrite ? "get; set;" : "get;")} }}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Parameters(MethodInfo method, Type owner) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType, owner)} {parameter.Name}"));

    private static string Name(Type type, Type owner) => type.DeclaringType == owner ? type.Name : type.ToString();
}
