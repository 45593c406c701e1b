import { addressRoomProblem } from "../../../../modules/provider/resource/interface-addresses";

test("fails where a subnet has too few addresses for a network interface", () => {
  expect(addressRoomProblem(11, 28)).toBeUndefined();
  expect(addressRoomProblem(16, 28)).toBe("at most 11 addresses, as many as a subnet of /28 has");
});
