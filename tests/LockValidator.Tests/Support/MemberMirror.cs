using System.Reflection;
using System.Runtime.CompilerServices;

namespace LockValidator.Tests;

/// <summary>Compares the public surface of one of our locks with that of the BCL type that it stands in for.</summary>
internal static class MemberMirror
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The members of the original, in a form that names no type of either side by its owner.</summary>
    public static IEnumerable<string> SignaturesOf(Type type) =>
        type.GetMembers(Public)
            .Where(member => member is not ConstructorInfo and not Type)
            .Select(member => Describe(member, type))
            .Concat(type.GetNestedTypes().SelectMany(nested => SignaturesOf(nested).Select(signature => $"{nested.Name}: {signature}")));

    /// <summary>The constructors as a caller sees them: without what the compiler fills in and without what is optional and stands behind.</summary>
    public static IEnumerable<string> ConstructorsOf(Type type) =>
        type.GetConstructors().SelectMany(constructor => Shapes(constructor.GetParameters(), type)).Distinct();

    /// <summary>Constructors that `new` prefers to one that has the caller's place filled in.</summary>
    public static IEnumerable<string> ConstructorsThatLoseThePlace(Type type)
    {
        ConstructorInfo[] all = type.GetConstructors();
        return from bare in all
               where !bare.GetParameters().Any(IsFilledIn)
               from full in all
               where full.GetParameters().Any(IsFilledIn)
               let first = bare.GetParameters()
               let second = full.GetParameters()
               where first.Length < second.Length
                   && first.Select(parameter => parameter.ParameterType).SequenceEqual(second.Take(first.Length).Select(parameter => parameter.ParameterType))
                   && second.Skip(first.Length).All(parameter => parameter.IsOptional)
               select bare.ToString();
    }

    private static IEnumerable<string> Shapes(ParameterInfo[] parameters, Type owner)
    {
        int required = parameters.TakeWhile(parameter => !parameter.IsOptional).Count();
        for (int count = required; count <= parameters.Length; count++)
        {
            yield return $"({string.Join(", ", parameters.Take(count).Select(parameter => Parameter(parameter, owner)))})";
        }
    }

    private static bool IsFilledIn(ParameterInfo parameter) => parameter.IsDefined(typeof(CallerFilePathAttribute), inherit: false);

    private static string Describe(MemberInfo member, Type owner) => member switch
    {
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType, owner)} {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Parameter(parameter, owner)))})",
        PropertyInfo property => $"{Name(property.PropertyType, owner)} {property.Name} {{ {(property.GetSetMethod() is not null ? "get; set;" : "get;")} }}",
        _ => $"{member.MemberType} {member.Name}",
    };

    private static string Parameter(ParameterInfo parameter, Type owner) => $"{Name(parameter.ParameterType, owner)} {parameter.Name}";

    private static string Name(Type type, Type owner) =>
        type.DeclaringType == owner ? type.Name : type.ToString().Replace(owner.ToString(), "self", StringComparison.Ordinal);
}
