using System.Reflection;
using System.Text;

namespace LockValidator.Api.Tests;

/// <summary>The public surface of an assembly as lines of text, in an order that does not change.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Render(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type)).Append(BasesOf(type)).Append('\n');
            foreach (string member in type.GetMembers(Declared).Select(Render).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string KindOf(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type.IsValueType ? (type.IsByRefLike ? "ref struct" : "struct")
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsSealed ? "sealed class" : type.IsAbstract ? "abstract class" : "class";

    private static string BasesOf(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        List<string> bases = [.. type.GetInterfaces().Where(static each => each.IsVisible).Select(NameOf).Order(StringComparer.Ordinal)];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Insert(0, NameOf(parent));
        }

        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    /// <summary>Null for what no user can see, and for what belongs to a property or an event.</summary>
    private static string? Render(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodBase method when IsVisible(method) => $"{Static(method.IsStatic)}{(method is MethodInfo { ReturnType: { } type } ? NameOf(type) + " " : "")}{method.Name}{Generic(method)}({string.Join(", ", method.GetParameters().Select(Render))})",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors => $"{Static(property.GetAccessors(true)[0].IsStatic)}{NameOf(property.PropertyType)} {property.Name} {{ {accessors}}}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => field.IsLiteral && field.DeclaringType!.IsEnum ? $"{field.Name} = {field.GetRawConstantValue()}" : $"{Static(field.IsStatic)}{NameOf(field.FieldType)} {field.Name}",
        EventInfo { AddMethod: { } add } @event when IsVisible(add) => $"event {NameOf(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static string Render(ParameterInfo parameter) =>
        $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "")}{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.RawDefaultValue ?? "null") : "")}";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsVisible(get) ? "get; " : "")
        + (property.SetMethod is { } set && IsVisible(set) ? set.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init; " : "set; " : "");

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Generic(MethodBase method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static type => type.Name))}>" : "";

    private static string NameOf(Type type) =>
        type.IsByRef ? NameOf(type.GetElementType()!)
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } inner ? NameOf(inner) + "?"
        : type.IsGenericParameter ? type.Name
        : (type.IsNested ? NameOf(type.DeclaringType!) + "." : type.Namespace + ".") + type.Name.Split('`')[0]
            + (type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : "");
}
