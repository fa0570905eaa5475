using System.Globalization;

namespace LockValidator;

/// <summary>The ids of the rules.</summary>
public static class ViolationKinds
{
    /// <summary>The id of the rule, <c>LV0001</c> and so on: the name of its page under <c>docs/rules/</c>.</summary>
    /// <param name="kind">The kind of finding.</param>
    /// <returns>"LV" and four digits.</returns>
    public static string RuleId(this ViolationKind kind) => "LV" + ((int)kind).ToString("D4", CultureInfo.InvariantCulture);
}
