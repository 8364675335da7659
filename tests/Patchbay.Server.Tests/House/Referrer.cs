namespace Patchbay.Server.Tests.House;

/// <summary>Refers to the sample types of this file in an attribute, a generic argument and bodies only.</summary>
[Names(typeof(InAttribute))]
internal sealed class Referrer
{
    public List<InGenericArgument> Generic { get; } = [];

    public static async Task<string> InBodyAsync()
    {
        await Task.Yield();
        Func<object> later = () => new InLambda();
        return later().GetType().Name + InAsyncBody.Text;
    }
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class NamesAttribute(Type type) : Attribute
{
    public Type Type => type;
}

internal sealed class InAttribute;

internal sealed class InGenericArgument;

internal sealed class InLambda;

internal static class InAsyncBody
{
    public static string Text => "text";
}
