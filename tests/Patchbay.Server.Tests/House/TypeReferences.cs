using System.Reflection;
using System.Reflection.Emit;

namespace Patchbay.Server.Tests.House;

/// <summary>
/// Which types of an assembly refer to which: in signatures, base types, attributes and method bodies. Nested and
/// compiler-generated types count for the type they are nested in. Constants leave no trace, because the compiler
/// copies their values.
/// </summary>
internal sealed class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value);

    private readonly Assembly _assembly;
    private readonly Type _from;
    private readonly HashSet<Type> _found = [];

    private TypeReferences(Type from) => (_assembly, _from) = (from.Assembly, from);

    /// <summary>Each pair of outermost types where the first refers to the second.</summary>
    public static IReadOnlySet<(Type From, Type To)> Of(Assembly assembly)
    {
        var pairs = new HashSet<(Type, Type)>();
        foreach (var type in assembly.GetTypes())
        {
            var references = new TypeReferences(type);
            references.ReadType();
            var from = Outermost(type);
            pairs.UnionWith(references._found.Where(to => to != from).Select(to => (from, to)));
        }
        return pairs;
    }

    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private void ReadType()
    {
        Add(_from.BaseType);
        AddAll(_from.GetInterfaces());
        AddAttributes(_from);
        AddConstraints(_from.GetGenericArguments());
        foreach (var member in _from.GetMembers(Declared))
            ReadMember(member);
    }

    private void ReadMember(MemberInfo member)
    {
        AddAttributes(member);
        switch (member)
        {
            case FieldInfo field:
                Add(field.FieldType);
                break;
            case PropertyInfo property:
                Add(property.PropertyType);
                break;
            case MethodBase method:
                ReadMethod(method);
                break;
        }
    }

    private void ReadMethod(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            Add(parameter.ParameterType);
            AddAttributes(parameter.GetCustomAttributesData());
        }
        if (method is MethodInfo { ReturnType: var returned })
            Add(returned);
        if (method.IsGenericMethod)
            AddConstraints(method.GetGenericArguments());
        if (method.GetMethodBody() is not { } body)
            return;
        AddAll(body.LocalVariables.Select(local => local.LocalType));
        foreach (var clause in body.ExceptionHandlingClauses)
            Add(clause.Flags == ExceptionHandlingClauseOptions.Clause ? clause.CatchType : null);
        var typeArguments = _from.IsGenericType ? _from.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in TokensOf(body.GetILAsByteArray() ?? []))
            AddMember(_from.Module.ResolveMember(token, typeArguments, methodArguments));
    }

    private void AddMember(MemberInfo? member)
    {
        Add(member as Type ?? member?.DeclaringType);
        if (member is MethodInfo { IsGenericMethod: true } method)
            AddAll(method.GetGenericArguments());
    }

    private void AddAttributes(MemberInfo member) => AddAttributes(member.GetCustomAttributesData());

    private void AddAttributes(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>());
            AddAll(attribute.NamedArguments.Select(argument => argument.TypedValue.Value).OfType<Type>());
        }
    }

    private void AddConstraints(Type[] arguments)
    {
        foreach (var argument in arguments.Where(argument => argument.IsGenericParameter))
            AddAll(argument.GetGenericParameterConstraints());
    }

    private void AddAll(IEnumerable<Type> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void Add(Type? type)
    {
        while (type is { HasElementType: true })
            type = type.GetElementType();
        if (type is null or { IsGenericParameter: true })
            return;
        if (type.IsGenericType)
            AddAll(type.GetGenericArguments());
        if (type.Assembly == _assembly)
            _found.Add(Outermost(type.IsGenericType ? type.GetGenericTypeDefinition() : type));
    }

    /// <summary>The tokens of types, methods and fields that a method body names.</summary>
    private static IEnumerable<int> TokensOf(byte[] body)
    {
        for (var at = 0; at < body.Length; )
        {
            var value = (short)body[at++];
            if (value == 0xFE) // the first byte of a two-byte code
                value = unchecked((short)(0xFE00 | body[at++]));
            var operand = OpCodesByValue[value].OperandType;
            if (
                operand
                is OperandType.InlineField
                    or OperandType.InlineMethod
                    or OperandType.InlineTok
                    or OperandType.InlineType
            )
                yield return BitConverter.ToInt32(body, at);
            at += SizeOf(operand, body, at);
        }
    }

    private static int SizeOf(OperandType operand, byte[] body, int at) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
            _ => 4,
        };
}
