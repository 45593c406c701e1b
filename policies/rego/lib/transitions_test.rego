package privatelink.lib.transitions_test

import data.privatelink.lib.transitions

change(before, after, unknown) := {"before": before, "after": after, "after_unknown": unknown}

test_values_through_objects_and_lists if {
	transitions.values({"a": {"b": "x"}}, "a.b") == {"x"}
	transitions.values({"a": [{"b": ["x", "y"]}, {"b": null}, {}]}, "a.b") == {"x", "y"}
	transitions.values({"a": [{"b": [{"c": "x"}]}]}, "a.b.c") == {"x"}
	transitions.values({"a": [null, "", false, "x"]}, "a") == {"x"}
	transitions.values({}, "a.b.c") == set()
	transitions.values({"a": "text"}, "a.b") == set()
}

test_the_fate_of_values if {
	transitions.fate(change({}, {"a": ["x"]}, {}), "a") == "none"
	transitions.fate(change({"a": ["x"]}, {"a": ["x", "y"]}, {}), "a") == "kept"
	transitions.fate(change({"a": ["x", "y"]}, {"a": ["x"]}, {}), "a") == "removed"
	transitions.fate(change({"a": ["x"]}, {}, {}), "a") == "removed"
	transitions.fate(change({"a": true}, {"a": false}, {}), "a") == "removed"
}

test_what_is_not_known_is_neither_kept_nor_removed if {
	every unknown in [{"a": true}, {"a": [{"b": true}]}, {"a": [true]}, true] {
		transitions.fate(change({"a": [{"b": "x"}]}, {}, unknown), "a.b") == "unknown"
	}
	transitions.fate(change({"a": [{"b": "x"}]}, {"a": [{"b": "x"}]}, {"a": [{"c": true}]}), "a.b") == "kept"
	transitions.fate(change({"a": ["x"]}, {}, {"a": [false, true]}), "a") == "unknown"
	transitions.fate(change({"a": ["x", "y"]}, {"a": ["x"]}, {"a": [false, true]}), "a") == "unknown"
	transitions.fate(change({"a": ["x"]}, {"a": ["x"]}, {"a": [false, true]}), "a") == "kept"
}

test_one_path_settles_the_other if {
	transitions.fate_of_any(change({"a": ["x"], "b": ["x"]}, {"b": ["x"]}, {"a": true}), ["a", "b"]) == "kept"
	transitions.fate_of_any(change({"a": ["x"], "b": ["x"]}, {"b": []}, {"a": true}), ["a", "b"]) == "removed"
	transitions.fate_of_any(change({"a": ["x"]}, {}, {"a": true}), ["a", "b"]) == "unknown"
	transitions.fate_of_any(change({}, {}, {}), ["a", "b"]) == "none"
}

test_what_moved if {
	transitions.moved(change({"a": "x"}, {"a": "y"}, {}), "a") == "moved"
	transitions.moved(change({"a": "x"}, {}, {"a": true}), "a") == "unknown"
	transitions.moved(change({"a": "x"}, {"a": "x"}, {}), "a") == "same"
	transitions.moved(change({}, {"a": "x"}, {}), "a") == "same"
}
