using System.Reflection;
using System.Text.Json.Serialization;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Registry;

namespace Patchbay.Emulator.Tests.Worlds;

public sealed class NodeTests
{
    [Fact]
    public void Every_kind_of_node_can_be_written_to_the_file_under_a_unique_name()
    {
        var kinds = typeof(Node).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Node)) && !t.IsAbstract);
        var known = NodeJson.TypeInfo.PolymorphismOptions!.DerivedTypes.ToList();

        kinds.Except(known.Select(k => k.DerivedType)).Select(t => t.Name).ShouldBeEmpty();
        known.Select(k => k.TypeDiscriminator).ShouldBeUnique();
    }

    /// <summary>Zeros are left out of the file, so a required member must never be left out.</summary>
    [Fact]
    public void Required_members_of_a_node_are_written_even_when_they_are_zero()
    {
        var members = typeof(Node)
            .Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Node)))
            .SelectMany(t => t.GetProperties())
            .Where(p =>
                p.PropertyType.IsValueType
                && p.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null
            );

        members
            .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.Never)
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_keeps_people_credit_and_merchants()
    {
        await using var meta = await Meta.StartAsync();
        var page = await Direct.LoggedIn.PageAsync(meta);
        await page.ReceiveAsync("71", "hello");
        var line = (string)
            (
                await meta.GetAsync(
                    $"v23.0/{EmulatorDefaults.PartnerBusinessId}/extendedcredits",
                    EmulatorDefaults.SystemUserToken
                )
            ).ShouldSucceed()["data"]![0]!["id"]!;
        var shop = meta.Connect();
        var allocation = (string)
            (
                await meta.PostAsync(
                    $"v23.0/{line}/whatsapp_credit_sharing?receiving_business_id={shop.BusinessId}",
                    "{}",
                    EmulatorDefaults.SystemUserToken
                )
            ).ShouldSucceed()["allocation_config_id"]!;
        var key = (string)
            (
                await meta.PostAsync("_emulator/payments/merchants", """{"provider":"abacatepay","name":"Padaria"}""")
            ).ShouldSucceed()["credential"]!;
        var snapshot = (await meta.GetAsync("_emulator/snapshot")).Text;

        (await meta.PostAsync("_emulator/reset", "{}")).ShouldSucceed();
        (await meta.GetAsync("v23.0/71", page.Token)).ShouldBeRefused(190);
        (await meta.PostAsync("_emulator/restore", snapshot)).ShouldSucceed();

        (await meta.GetAsync("v23.0/71", page.Token)).ShouldSucceed();
        (await page.SendAsync("71")).ShouldSucceed();
        (await meta.GetAsync($"v23.0/{allocation}", EmulatorDefaults.SystemUserToken)).ShouldSucceed();
        (
            (string)(await meta.GetAsync("api.abacatepay.com/v2/store/get", key)).ShouldSucceed()["data"]!["name"]!
        ).ShouldBe("Padaria");
    }
}
