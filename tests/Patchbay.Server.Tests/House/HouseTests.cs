using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Patchbay.Server.Tests.House;

/// <summary>The rules of the server's arrangement that a compiler does not check.</summary>
public sealed class HouseTests
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Assembly Server = typeof(ServerSetup).Assembly;

    [Fact]
    public void References_in_attributes_generic_arguments_and_bodies_are_found()
    {
        var found = TypeReferences
            .Of(typeof(Referrer).Assembly)
            .Where(pair => pair.From == typeof(Referrer))
            .Select(pair => pair.To);
        Type[] expected =
        [
            typeof(NamesAttribute),
            typeof(InAttribute),
            typeof(InGenericArgument),
            typeof(InLambda),
            typeof(InAsyncBody),
        ];
        found.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Every_type_is_in_a_room()
    {
        var homeless = Server
            .GetTypes()
            .Select(TypeReferences.Outermost)
            .Where(type => Floors.IsOurs(type) && Floors.RoomOf(type) is null)
            .Select(Floors.NameOf)
            .Distinct();
        homeless.ShouldBeEmpty("Add the room to the table in Floors.cs.");
    }

    [Fact]
    public void A_room_refers_to_lower_floors_only()
    {
        var upward = TypeReferences
            .Of(Server)
            .Where(pair => Floors.IsOurs(pair.From) && Floors.IsOurs(pair.To))
            .Where(pair =>
                Floors.RoomOf(pair.From) is { } from && Floors.RoomOf(pair.To) is { } to && !Floors.MayRefer(from, to)
            )
            .Select(pair => $"{Floors.NameOf(pair.From)} -> {Floors.NameOf(pair.To)}")
            .Order(StringComparer.Ordinal)
            .ToList();
        ShouldBeNone(upward, "References to a room on the same floor or on a higher floor");
    }

    [Fact]
    public void No_two_types_share_a_name()
    {
        var shared = Server
            .GetTypes()
            .Where(type =>
                Floors.IsOurs(type) && !type.IsNestedPrivate && !type.Name.Contains('<', StringComparison.Ordinal)
            )
            .GroupBy(type => type.Name, StringComparer.Ordinal)
            .Where(types => types.Count() > 1)
            .Select(types => string.Join(", ", types.Select(Floors.NameOf)));
        ShouldBeNone(shared, "Types of one name");
    }

    [Fact]
    public void No_two_log_messages_share_an_id()
    {
        var shared = Server
            .GetTypes()
            .SelectMany(type => type.GetMethods(AnyMethod))
            .Select(method => (Method: method, method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(message => message.EventId is not null)
            .GroupBy(message => message.EventId)
            .Where(messages => messages.Count() > 1)
            .Select(messages =>
                $"{messages.Key}: {string.Join(", ", messages.Select(message => NameOf(message.Method)))}"
            );
        ShouldBeNone(shared, "Log messages of one id");
    }

    private static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType?.FullName?.Replace('+', '.')}.{method.Name}";

    private static void ShouldBeNone(IEnumerable<string> found, string what)
    {
        var list = found.ToList();
        Assert.True(list.Count == 0, $"{what}, {list.Count} in all:\n{string.Join('\n', list)}");
    }
}
