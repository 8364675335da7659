namespace Patchbay.Emulator.Tests.Graph;

public sealed class ReadingTests
{
    [Fact]
    public async Task An_answer_has_the_requested_and_nested_fields_and_the_id()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        var waba = (
            await meta.GetAsync(
                $"v23.0/{shop.WabaId}?fields=name,phone_numbers{{display_phone_number}},owner_business_info{{name}}",
                shop.AccessToken
            )
        )
            .ShouldSucceed()
            .AsObject();

        waba.Select(m => m.Key).ShouldBe(["name", "phone_numbers", "owner_business_info", "id"]);
        waba["phone_numbers"]!["data"]![0]!.AsObject().Select(m => m.Key).ShouldBe(["display_phone_number", "id"]);
        waba["owner_business_info"]!.AsObject().Select(m => m.Key).ShouldBe(["name", "id"]);
    }

    [Theory]
    [InlineData("fields=nonsense", 100)]
    [InlineData("fields=name{", 2500)]
    [InlineData("fields=,", 2500)]
    [InlineData("unknown=1", 100)]
    public async Task Unknown_fields_and_parameters_are_refused(string query, int code)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (await meta.GetAsync($"v23.0/{shop.WabaId}?{query}", shop.AccessToken)).ShouldBeRefused(code);
    }

    [Theory]
    [InlineData("v23.0/123456789012345", 100)]
    [InlineData("v23.0/nobody", 803)]
    [InlineData("v23.0/{waba}/nowhere", 2500)]
    [InlineData("v23.0/", 2500)]
    public async Task Unknown_paths_are_refused(string path, int code)
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (
            await meta.GetAsync(path.Replace("{waba}", shop.WabaId, StringComparison.Ordinal), shop.AccessToken)
        ).ShouldBeRefused(code);
    }

    [Fact]
    public async Task Each_page_links_to_the_next_and_the_previous_page()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        for (var i = 0; i < 5; i++)
            (
                await meta.PostAsync(
                    $"v23.0/{shop.PhoneNumberId}/message_qrdls",
                    $$"""{"prefilled_message":"number {{i}}"}""",
                    shop.AccessToken
                )
            ).ShouldSucceed();

        var first = (
            await meta.GetAsync($"v23.0/{shop.PhoneNumberId}/message_qrdls?limit=2", shop.AccessToken)
        ).ShouldSucceed();
        var second = (await meta.GetAsync((string)first["paging"]!["next"]!)).ShouldSucceed();
        var third = (await meta.GetAsync((string)second["paging"]!["next"]!)).ShouldSucceed();
        var back = (await meta.GetAsync((string)second["paging"]!["previous"]!)).ShouldSucceed();

        first["paging"]!["previous"].ShouldBeNull();
        third["data"]!.AsArray().Count.ShouldBe(1);
        third["paging"]!["next"].ShouldBeNull();
        back["data"]!.ToJsonString().ShouldBe(first["data"]!.ToJsonString());
    }

    [Fact]
    public async Task An_unknown_cursor_is_refused_with_the_code_of_the_version()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();

        (await meta.GetAsync($"v23.0/{shop.WabaId}/phone_numbers?after=bm93aGVyZQ", shop.AccessToken)).ShouldBeRefused(
            100
        );
        (await meta.GetAsync($"v24.0/{shop.WabaId}/phone_numbers?after=bm93aGVyZQ", shop.AccessToken)).ShouldBeRefused(
            131059
        );
    }

    [Fact]
    public async Task A_list_can_be_filtered_and_an_unknown_sort_order_is_refused()
    {
        await using var meta = await Meta.StartAsync();
        meta.Connect("Alpha");
        meta.Connect("Beta");
        const string list = "v23.0/" + EmulatorDefaults.PartnerBusinessId + "/client_whatsapp_business_accounts";

        var beta = (
            await meta.GetAsync(
                $"{list}?filtering=[{{\"field\":\"name\",\"operator\":\"EQUAL\",\"value\":\"Beta\"}}]",
                EmulatorDefaults.SystemUserToken
            )
        ).ShouldSucceed();

        ((string)beta["data"]!.AsArray().Single()!["name"]!).ShouldBe("Beta");
        (await meta.GetAsync($"{list}?sort=upwards", EmulatorDefaults.SystemUserToken)).ShouldBeRefused(100);
    }

    [Fact]
    public async Task Form_query_and_multipart_parameters_are_read_alike()
    {
        await using var meta = await Meta.StartAsync();
        var shop = meta.Connect();
        var path = $"v23.0/{shop.PhoneNumberId}/messages";

        (
            await meta.PostAsync(
                path,
                new FormUrlEncodedContent([
                    new("messaging_product", "whatsapp"),
                    new("to", "15550100001"),
                    new("text", """{"body":"by form"}"""),
                ]),
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                $"{path}?messaging_product=whatsapp&to=15550100001&text={Uri.EscapeDataString("""
                    {"body":"by query"}
                    """)}",
                "",
                shop.AccessToken
            )
        ).ShouldSucceed();
        (
            await meta.PostAsync(
                path,
                new MultipartFormDataContent
                {
                    { new StringContent("whatsapp"), "messaging_product" },
                    { new StringContent("15550100001"), "to" },
                    { new StringContent("""{"body":"by part"}"""), "text" },
                },
                shop.AccessToken
            )
        ).ShouldSucceed();
    }

    [Fact]
    public async Task The_hourly_limit_of_an_idle_account_is_two_hundred_calls()
    {
        await using var meta = await Meta.StartAsync();
        var signup = meta.Emulator.SignUp();
        var token = (string)
            (
                await meta.GetAsync(
                    $"oauth/access_token?client_id={meta.Emulator.AppId}"
                        + $"&client_secret={meta.Emulator.AppSecret}&code={signup.Code}"
                )
            ).ShouldSucceed()["access_token"]!;
        for (var i = 0; i < 200; i++)
            (await meta.GetAsync($"v23.0/{signup.WabaId}", token)).ShouldSucceed();

        (await meta.GetAsync($"v23.0/{signup.WabaId}", token)).ShouldBeRefused(80007);
        meta.Emulator.AdvanceClock(TimeSpan.FromHours(1));
        (await meta.GetAsync($"v23.0/{signup.WabaId}", token)).ShouldSucceed();
    }
}
